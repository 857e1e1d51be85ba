/** One who is connected to a bridge. */
export interface BridgeClient {
  /** Different for each connection. */
  readonly id: number;
  /** The name that its token has, or that `authorize` gave it; `''` for one without. */
  readonly name: string;
  /** The page that it comes from; undefined for programs that are no browsers. */
  readonly origin: string | undefined;
  /** The address of the network that it comes from: that of the proxy, if there is one. */
  readonly address: string | undefined;
}

/** What happens on a bridge, for its log. Without tokens, and without parameters of commands. */
export type BridgeEvent =
  | { readonly event: 'connected'; readonly client: BridgeClient }
  /** One was not let in, or has not said in time who it is; with the code and the words that it was told. */
  | {
      readonly event: 'refused';
      readonly code: number;
      readonly reason: string;
      readonly origin: string | undefined;
      readonly address: string | undefined;
    }
  /** A command was refused: by `allow`, `secrets` or a limit; `error` is what the function `allow` threw. */
  | {
      readonly event: 'denied';
      readonly client: BridgeClient;
      readonly command: string;
      readonly index: number | null;
      readonly status: 'PermissionDenied' | 'UnknownCommand' | 'InvalidParameters' | 'Busy';
      readonly error?: unknown;
    }
  /** Events were left out for a client that reads too slowly. */
  | { readonly event: 'dropped'; readonly client: BridgeClient; readonly dropped: number }
  | { readonly event: 'disconnected'; readonly client: BridgeClient; readonly code: number; readonly reason: string };
