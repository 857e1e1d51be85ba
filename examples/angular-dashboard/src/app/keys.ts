import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ofEvent } from 'rx-btmgmt';
import { injectMgmt, injectMgmtStatus } from 'rx-btmgmt/angular';

interface KeyRow {
  readonly id: string;
  readonly address: string;
  readonly kind: string;
}

@Component({
  selector: 'app-keys',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <ul>
        @for (key of keys(); track key.id) {
          <li>
            <span class="mono">{{ key.address }}</span>, {{ key.kind }}
          </li>
        } @empty {
          <li>None was made since this page was opened, or the bridge keeps them to itself.</li>
        }
      </ul>
    </section>
  `,
})
export class Keys {
  /** Who has keys, and of which kind: never the keys. */
  protected readonly keys = signal<readonly KeyRow[]>([]);

  constructor() {
    injectMgmt()
      .events$.pipe(
        ofEvent('NewLongTermKey', 'NewLinkKey', 'NewIdentityResolvingKey'),
        injectMgmtStatus().retried,
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        const { address } = event;
        const kind = {
          NewLongTermKey: 'long-term key',
          NewLinkKey: 'link key',
          NewIdentityResolvingKey: 'identity key',
        }[event.event];
        const row = { id: `${address} ${kind}`, address, kind };
        this.keys.update((rows) => [...rows.filter(({ id }) => id !== row.id), row]);
      });
  }
}
