import { Agent, type ClientRequestArgs } from "node:http";
import { connect } from "node:net";
import { inspect } from "node:util";

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

  /**
   * The client prints the options of every request for its debug log, also where nobody reads it: all sockets that are
   * open, and all requests on them. With a dozen services that took two thirds of the process's time.
   */
  [inspect.custom](): string {
    return `EngineAgent ${this.#socketPath}`;
  }
}
