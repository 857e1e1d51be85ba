import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { controller, isStatusError } from 'rx-btmgmt';
import type { ControllerState } from 'rx-btmgmt';
import { injectMgmt } from 'rx-btmgmt/angular';
import { BRIDGE } from './bridge';
import { messageOf } from './message-of';
import { COMMON, RARE } from './switches';
import type { Switch } from './switches';

@Component({
  selector: 'app-adapter',
  imports: [NgTemplateOutlet],
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
      <ng-template #switch let-one>
        <button
          type="button"
          role="switch"
          [attr.aria-checked]="isOn(one)"
          [attr.aria-disabled]="pending() === one.setting"
          (click)="toggle(one)"
        >
          <span class="knob" aria-hidden="true"></span>{{ one.label }}
        </button>
      </ng-template>
      <div class="switches">
        @for (one of common(); track one.setting) {
          <ng-container *ngTemplateOutlet="switch; context: { $implicit: one }" />
        }
      </div>
      @if (rare().length > 0) {
        <details class="rare">
          <summary>More settings</summary>
          <div class="switches">
            @for (one of rare(); track one.setting) {
              <ng-container *ngTemplateOutlet="switch; context: { $implicit: one }" />
            }
          </div>
        </details>
      }
      <p role="alert">{{ problem() }}</p>
    </article>
  `,
})
export class Adapter {
  readonly state = input.required<ControllerState>();
  protected readonly common = computed(() => this.supported(COMMON));
  protected readonly rare = computed(() => this.supported(RARE));
  protected readonly pending = signal<Switch['setting'] | undefined>(undefined);
  protected readonly problem = signal('');
  private readonly mgmt = injectMgmt();
  private readonly bridge = inject(BRIDGE);

  protected readonly isOn = ({ setting }: Switch): boolean => this.state().settings[setting];

  protected toggle({ setting, label, set }: Switch): void {
    if (this.pending() !== undefined) return;
    const { address, settings } = this.state();
    this.pending.set(setting);
    this.problem.set('');
    // The switch moves when the state does, whoever has changed it.
    set(controller(this.mgmt, address), !settings[setting])
      .subscribe({ error: (error: unknown) => this.problem.set(`${label}: ${this.reason(error)}`) })
      .add(() => this.pending.set(undefined));
  }

  private supported(switches: readonly Switch[]): readonly Switch[] {
    const { supportedSettings } = this.state();
    return switches.filter(({ setting }) => setting === 'Powered' || supportedSettings[setting]);
  }

  private reason(error: unknown): string {
    if (this.bridge === undefined || !isStatusError(error, 'PermissionDenied')) return messageOf(error);
    return 'the server of this page does not allow it, or may not do it itself. Where keys stay with the server, so does Privacy, which needs one.';
  }
}
