import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import type { OnInit } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { controller } from 'rx-btmgmt';
import { injectMgmt, injectMgmtStatus } from 'rx-btmgmt/angular';
import { exhaustMap, merge, timer } from 'rxjs';
import { BRIDGE } from './bridge';
import { rowsOf, storedKeys } from './stored-keys';
import type { KeyRow } from './stored-keys';

/** How often the store is read, in milliseconds: other programs write to it. */
const PERIOD = 4000;

@Component({
  selector: 'app-keys',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <p>{{ source() }}</p>
      <ul>
        @for (key of keys(); track key.id) {
          <li>
            <span class="mono">{{ key.address }}</span>, {{ key.kind }}
          </li>
        } @empty {
          <li>None that this page knows of.</li>
        }
      </ul>
    </section>
  `,
})
export class Keys implements OnInit {
  /** Of the adapter. */
  readonly address = input.required<string>();
  /** Who has keys, and of which kind: never the keys. */
  protected readonly keys = computed(() => this.stored() ?? this.made());
  protected readonly source = computed(() =>
    this.stored() !== undefined
      ? 'What is stored for this adapter, as its server says. The keys themselves stay there.'
      : this.bridge !== undefined
        ? 'Not known: no kernel lists its keys, this server names no store of them, and it may keep new ones to itself.'
        : 'Those that were made since this page was opened.',
  );
  private readonly stored = signal<readonly KeyRow[] | undefined>(undefined);
  private readonly made = signal<readonly KeyRow[]>([]);
  private readonly mgmt = injectMgmt();
  private readonly status = injectMgmtStatus();
  private readonly bridge = inject(BRIDGE);
  private readonly destroyed = inject(DestroyRef);

  ngOnInit(): void {
    const adapter = controller(this.mgmt, this.address());
    const news$ = merge(
      adapter.event$('NewLinkKey'),
      adapter.event$('NewLongTermKey'),
      adapter.event$('NewIdentityResolvingKey'),
      adapter.event$('DeviceUnpaired'),
    );
    news$.pipe(this.status.retried, takeUntilDestroyed(this.destroyed)).subscribe((event) => {
      const others = (rows: readonly KeyRow[]) => rows.filter(({ address }) => address !== event.address);
      if (event.event === 'DeviceUnpaired') return this.made.update(others);
      const [row] = rowsOf([{ kind: event.event.slice('New'.length), address: event.address }]);
      if (row !== undefined) this.made.update((rows) => [...rows.filter(({ id }) => id !== row.id), row]);
    });
    const { bridge } = this;
    if (bridge === undefined) return;
    timer(0, PERIOD)
      .pipe(
        exhaustMap(() => storedKeys(bridge.token, this.address())),
        takeUntilDestroyed(this.destroyed),
      )
      .subscribe((rows) => this.stored.set(rows));
  }
}
