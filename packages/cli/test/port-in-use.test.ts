import { expect, test } from "vitest";
import { finished, folderWith } from "./command.js";
import { startMesh } from "./mesh.js";

test.each(["--xds-port", "--http-port"])(
  "a port that is in use is exit code 3, and the message names %s",
  async (flag) => {
    const { xds, server } = await startMesh();
    const taken = flag === "--xds-port" ? xds : new URL(server).host;
    const [, port = ""] = taken.split(":");
    const other = flag === "--xds-port" ? "--http-port" : "--xds-port";
    const folder = await folderWith({});

    expect(
      await finished(["control-plane", "--config", folder, flag, port, other, "0"]),
    ).toMatchObject({
      exit: 3,
      error: expect.stringContaining(
        `${taken} is in use; stop what listens there or choose another with ${flag}\n`,
      ),
    });
  },
);
