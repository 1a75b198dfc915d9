import { Agent, type ClientRequestArgs } from "node:http";
import { connect } from "node:net";

/**
 * An own connection for each call: a kept one that the engine closes meanwhile fails the next call.
 *
 * Each socket has a listener for errors from the start. Node takes its own away once an answer is complete, and an
 * abort before the last read then reports an error that nobody hears: that would end the process.
 */
export class EngineAgent extends Agent {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    super({ keepAlive: false });
    this.#socketPath = socketPath;
  }

  override createConnection(_options: ClientRequestArgs) {
    return connect(this.#socketPath).on("error", () => {});
  }
}
