/** Events of HCI that answer a command; 0: a request that waits for none in particular. */
const ANY = 0;
const COMMAND_STATUS = 0x0f;

/**
 * An HCI command that the controller has never answered. The kernel gives it up, but takes it for the one under way until another command
 * is answered with Command Complete (HCI_CMD_PENDING and `req_skb` of struct hci_dev).
 */
export class UnansweredCommand {
  #last: { readonly event: number; readonly finished: number } | undefined;

  constructor(private readonly work: { readonly finished: number }) {}

  /** The event that it waits for; undefined: there is no such command. */
  get event(): number | undefined {
    return this.#last?.finished === this.work.finished ? this.#last.event : undefined;
  }

  /** Whether the Command Status of another command does not count, because the kernel waits for a different event. */
  get hidesStatus(): boolean {
    return this.event !== undefined && this.event !== ANY && this.event !== COMMAND_STATUS;
  }

  /** One was given up. */
  keep(event: number): void {
    this.#last = { event, finished: this.work.finished };
  }

  /** Nothing that is being done at present is answered with Command Complete: it stays the one under way. */
  outlive(): void {
    const { event } = this;
    if (event !== undefined) this.#last = { event, finished: this.work.finished + 1 };
  }

  /** The controller is started anew. */
  forget(): void {
    this.#last = undefined;
  }
}
