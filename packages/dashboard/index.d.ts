import type { Transport } from 'rx-btmgmt';
import type { Allowance, MgmtBridge } from 'rx-btmgmt/websocket-server';

export interface DashboardOptions {
  /** Default: 8080; 0: one that is free. */
  readonly port?: number;
  /** The address to listen at. Default: `'127.0.0.1'`: this machine only. */
  readonly host?: string;
  /** What the page has to know. Default: a random one. */
  readonly token?: string;
  /** Whether the page says that all is simulated. Default: false. */
  readonly simulated?: boolean;
  /** What the page may do, as for `serveMgmt`. Default: `'owning'`, since it has switches for that. */
  readonly allow?: Allowance;
  /** What becomes of key material, as for `serveMgmt`; the page never shows any. Default: `'redact'`. */
  readonly secrets?: 'redact' | 'keep';
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
 * Rejects if it can't listen. Throws nothing and opens nothing before.
 */
export declare function serveDashboard(transport: Transport, options?: DashboardOptions): Promise<Dashboard>;
