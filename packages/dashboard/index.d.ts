import type { KeyStore, Transport } from 'rx-btmgmt';
import type { MgmtBridge, ServeOptions } from 'rx-btmgmt/websocket-server';

/** `allow` and `secrets` are those of `serveMgmt`; by default all that the page has switches for is allowed: `'owning'`. */
export interface DashboardOptions extends Pick<ServeOptions, 'allow' | 'secrets' | 'limits'> {
  /** Default: 8080; 0: one that is free. */
  readonly port?: number;
  /** The address to listen at. Default: `'127.0.0.1'`: this machine only. */
  readonly host?: string;
  /** Where pages may come from, as `'http://192.168.1.5:8080'`: needed for browsers on other machines. Default: this machine. */
  readonly origins?: ServeOptions['origins'];
  /** What the page has to know. Default: a random one. */
  readonly token?: string;
  /** Whose keys the page lists, by address and kind: the keys themselves stay here. Default: none, since no kernel lists its keys. */
  readonly keys?: Pick<KeyStore, 'read$'>;
  /** Whether the page says that all is simulated. Default: false. */
  readonly simulated?: boolean;
}

export interface Dashboard {
  /** Where the page is. With the token behind `#`: who has it may do what `allow` says. */
  readonly url: string;
  readonly bridge: MgmtBridge;
  /** Ends both. */
  close(): Promise<void>;
}

/** Where the files of the page are, for servers of your own: `/btmgmt` beside it must be a bridge, `serveMgmt(transport, { server })`. */
export declare const assets: string;

/**
 * Serves the page, and a bridge to the kernel for it.
 *
 * Rejects with `OptionError` for wrong options, before it opens anything, and with the error of Node, such as `EADDRINUSE`, if it can't listen.
 */
export declare function serveDashboard(transport: Transport, options?: DashboardOptions): Promise<Dashboard>;
