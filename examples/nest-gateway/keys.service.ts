import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { Observable, Subscription } from 'rxjs';
import { map, of } from 'rxjs';
import { persistKeys } from 'rx-btmgmt';
import type { Controller, KeyLabel } from 'rx-btmgmt';
import { InjectController } from 'rx-btmgmt/nest';
import type { BridgeSettings } from './bridge.service.js';
import { BRIDGE_SETTINGS } from './bridge.service.js';

/** Keeps the keys of the adapter in a store, if there is one, and says whose they are. */
@Injectable()
export class KeysService implements OnModuleInit, OnModuleDestroy {
  private keeping: Subscription | undefined;

  constructor(
    @InjectController() private readonly adapter: Controller,
    @Inject(BRIDGE_SETTINGS) private readonly settings: BridgeSettings,
  ) {}

  onModuleInit(): void {
    const { keys } = this.settings;
    if (keys === undefined) return;
    this.keeping = persistKeys(this.adapter, keys).subscribe({ error: (error: unknown) => console.error(error) });
  }

  onModuleDestroy(): void {
    this.keeping?.unsubscribe();
  }

  /** Never the keys themselves. `undefined`: there is no store. */
  list$(controller: string): Observable<readonly Pick<KeyLabel, 'kind' | 'address'>[] | undefined> {
    const { keys } = this.settings;
    if (keys === undefined) return of(undefined);
    return keys
      .read$(controller)
      .pipe(
        map((stored) => stored.map((key) => ({ kind: key.kind, address: 'address' in key ? key.address : undefined }))),
      );
  }
}
