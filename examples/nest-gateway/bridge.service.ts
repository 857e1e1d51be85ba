import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { KeyStore, Transport } from 'rx-btmgmt';
import type { MgmtBridge, ServeOptions } from 'rx-btmgmt/websocket-server';
import { serveMgmt } from 'rx-btmgmt/websocket-server';

export interface BridgeSettings {
  /** What stands behind the bridge. */
  readonly transport: Transport;
  /** What clients must say, and what they may do. */
  readonly bridge: Pick<ServeOptions, 'allow'> & { readonly token: string };
  /** Where the keys of the adapter are kept. Without one the kernel forgets them when it is unplugged, and nobody can list them. */
  readonly keys?: KeyStore;
}

export const BRIDGE_SETTINGS = 'settings of the bridge';

/** The bridge, at the server of the application. */
@Injectable()
export class BridgeService implements OnModuleInit, BeforeApplicationShutdown {
  private served: MgmtBridge | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(BRIDGE_SETTINGS) private readonly settings: BridgeSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    const { transport, bridge } = this.settings;
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.served = await serveMgmt(transport, { ...bridge, server });
  }

  /** Nest waits for the connections of its server after this, and those of clients would never end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.served?.close();
  }
}
