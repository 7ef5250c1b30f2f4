import { errorOf } from "../error-of.js";
import { type Dialect, dialectName } from "./dialect.js";
import { Scene } from "./scene.js";

/** So many failures tell enough. */
const MOST_FAILURES = 3;

/** Plays it in each dialect, and goes on when one fails. @throws {Error} with what failed where */
export async function inEvery(
  dialects: readonly Dialect[],
  run: (scene: Scene, dialect: Dialect) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  for (const dialect of dialects) {
    if (failures.length === MOST_FAILURES) break;
    try {
      await Scene.play((scene) => run(scene, dialect));
    } catch (thrown) {
      const { message, stack } = errorOf(thrown);
      const where = stack?.split("\n").find((line) => line.includes("/thrift/")) ?? "";
      failures.push(`${dialectName(dialect)}: ${message}\n${where}`);
    }
  }
  if (failures.length > 0) throw new Error(failures.join("\n"));
}
