import { sampleWith, serve } from "../child.js";
import type { Command, Reply } from "../child-messages.js";
import { Follower } from "./follower.js";
import { now } from "./time.js";

// Clients in a process of their own, so that what they do is not measured with the server.
let followers: readonly Follower[] = [];

async function answer(command: Command): Promise<Reply> {
  switch (command.type) {
    case "sample":
      return sampleWith(0);
    case "follow": {
      const { address, clients, expected } = command;
      followers = Array.from({ length: clients }, (_, i) => new Follower(address, i, expected));
      await Promise.all(followers.map(({ whole }) => whole.raised));
      const at = now();
      for (const follower of followers) follower.takeCounts();
      return { type: "followed", at };
    }
    case "await-route": {
      const { name, marker } = command;
      const times = await Promise.all(followers.map((one) => one.route(name, marker)));
      return { type: "route-arrived", at: Math.max(...times) };
    }
    case "count":
      return { type: "counted", counts: followers.map((follower) => follower.takeCounts()) };
    default:
      throw new Error(`a follower knows no ${command.type}`);
  }
}

await serve(() => Promise.resolve(0), answer);
