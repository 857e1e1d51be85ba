import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { Connectable, Observable, Subscription } from 'rxjs';
import { ReplaySubject, connectable, ignoreElements, map, merge, share } from 'rxjs';
import { collectDevices, keep, scan, trackDevices } from 'rx-btmgmt';
import type { Controller, Sighting } from 'rx-btmgmt';
import { InjectController } from 'rx-btmgmt/nest';
import { DeviceDto } from './device.dto.js';

/** A device that came, went, or said something else, as it goes over the wire. */
export interface DeviceNews {
  readonly type: 'found' | 'updated' | 'lost';
  readonly data: DeviceDto;
}

/** The devices around the adapter. It listens from the start of the application to its end, whoever asks. */
@Injectable()
export class DevicesService implements OnModuleInit, OnModuleDestroy {
  private readonly sightings$: Observable<Sighting>;
  private readonly latest$: Connectable<readonly DeviceDto[]>;
  private listening: Subscription | undefined;

  constructor(@InjectController() adapter: Controller) {
    const { scheduler } = adapter.mgmt;
    // The switch of the adapter is others' to use; without Low Energy there would be nothing to hear.
    const care$ = keep(adapter, { LowEnergy: true }, { attempts: Infinity }).pipe(ignoreElements());
    this.sightings$ = merge(care$, scan(adapter)).pipe(share());
    this.latest$ = connectable(
      this.sightings$.pipe(
        collectDevices({ scheduler }),
        map((devices) => devices.map((device) => new DeviceDto(device))),
      ),
      { connector: () => new ReplaySubject(1) },
    );
  }

  onModuleInit(): void {
    this.listening = this.latest$.connect();
  }

  onModuleDestroy(): void {
    this.listening?.unsubscribe();
  }

  /** All devices, at once and whenever something changes. */
  list$(): Observable<readonly DeviceDto[]> {
    return this.latest$;
  }

  /** Who comes, goes, or says something else. */
  news$(): Observable<DeviceNews> {
    return this.sightings$.pipe(
      trackDevices(),
      map(({ change, device }) => ({ type: change, data: new DeviceDto(device) })),
    );
  }
}
