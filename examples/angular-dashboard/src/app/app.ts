import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { injectControllers, injectMgmtStatus } from 'rx-btmgmt/angular';
import { Adapter } from './adapter';
import { BRIDGE } from './bridge';
import { Devices } from './devices';
import { EventLog } from './event-log';
import { Keys } from './keys';

@Component({
  selector: 'app-root',
  imports: [Adapter, Devices, EventLog, Keys],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <div class="title">
        <h1>Bluetooth</h1>
        <p role="status">{{ status.connected() ? 'Connected' : 'Not connected' }}</p>
      </div>
      @if (isSimulated) {
        <p class="banner">Simulated: neither the adapters nor the devices exist.</p>
      }
      <div aria-live="assertive">
        @if (status.error(); as error) {
          <p class="banner bad" data-test="cut">
            No connection; it is tried again. {{ error.message }}
            <button type="button" (click)="status.retry()">Try now</button>
          </p>
        }
      </div>
      <div aria-live="polite">
        @if (status.lost(); as lost) {
          <p class="banner" data-test="lost">
            {{ lost }} {{ lost === 1 ? 'event was' : 'events were' }} lost, or more: what is shown may lack something.
          </p>
        }
      </div>
    </header>
    <main>
      <section aria-labelledby="adapters-title">
        <h2 id="adapters-title">Adapters</h2>
        @for (state of adapters(); track state.address) {
          <app-adapter [state]="state" />
        } @empty {
          <p>None is there.</p>
        }
      </section>
      @if (chosen(); as state) {
        @if (adapters().length > 1) {
          <label class="choice">
            Scan with
            <select (change)="address.set($any($event.target).value)">
              @for (one of adapters(); track one.address) {
                <option [value]="one.address" [selected]="one.address === state.address">
                  hci{{ one.index }}, {{ one.address }}
                </option>
              }
            </select>
          </label>
        }
        @for (which of [state.address]; track which) {
          <app-devices [address]="which" [isOn]="state.settings.Powered" />
          <app-keys [address]="which" />
        }
      }
      <app-event-log />
    </main>
  `,
})
export class App {
  protected readonly status = injectMgmtStatus();
  protected readonly adapters = injectControllers();
  protected readonly isSimulated = this.status.simulated || (inject(BRIDGE)?.simulated ?? false);
  protected readonly address = signal<string | undefined>(undefined);
  protected readonly chosen = computed(
    () => this.adapters().find(({ address }) => address === this.address()) ?? this.adapters()[0],
  );
}
