import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { controller } from 'rx-btmgmt';
import type { ControllerState } from 'rx-btmgmt';
import { injectMgmt } from 'rx-btmgmt/angular';
import { messageOf } from './message-of';

/** The settings that are switches here, with the command of each. */
const SWITCHES = [
  { setting: 'Powered', command: 'SetPowered', label: 'On' },
  { setting: 'LowEnergy', command: 'SetLowEnergy', label: 'Low Energy' },
  { setting: 'BREDR', command: 'SetBREDR', label: 'Classic (BR/EDR)' },
  { setting: 'Connectable', command: 'SetConnectable', label: 'Connectable' },
  { setting: 'Bondable', command: 'SetBondable', label: 'Bondable' },
] as const;

type Switch = (typeof SWITCHES)[number];

@Component({
  selector: 'app-adapter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <article [attr.aria-label]="'hci' + state().index">
      <h3>
        hci{{ state().index }} <small>{{ state().name || 'without a name' }}</small>
      </h3>
      <p>
        {{ state().address }}
        @if (state().discovering) {
          · discovering
        }
      </p>
      <div class="switches">
        @for (one of switches(); track one.setting) {
          <button
            type="button"
            role="switch"
            [attr.aria-checked]="state().settings[one.setting]"
            [attr.aria-disabled]="pending() === one.setting"
            (click)="toggle(one)"
          >
            <span class="knob" aria-hidden="true"></span>{{ one.label }}
          </button>
        }
      </div>
      <p role="alert">{{ problem() }}</p>
    </article>
  `,
})
export class Adapter {
  readonly state = input.required<ControllerState>();
  protected readonly switches = computed(() =>
    SWITCHES.filter(({ setting }) => setting === 'Powered' || this.state().supportedSettings[setting]),
  );
  protected readonly pending = signal<Switch['setting'] | undefined>(undefined);
  protected readonly problem = signal('');
  private readonly mgmt = injectMgmt();

  protected toggle({ setting, command }: Switch): void {
    if (this.pending() !== undefined) return;
    const { address, settings } = this.state();
    this.pending.set(setting);
    this.problem.set('');
    // The switch moves when the state does, whoever has changed it.
    controller(this.mgmt, address)
      .command$(command, !settings[setting])
      .subscribe({ error: (error: unknown) => this.problem.set(messageOf(error)) })
      .add(() => this.pending.set(undefined));
  }
}
