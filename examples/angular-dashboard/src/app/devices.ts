import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { OnInit } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { scan as accumulate, interval, map } from 'rxjs';
import { collectDevices, controller, scan } from 'rx-btmgmt';
import { injectMgmt, injectMgmtStatus } from 'rx-btmgmt/angular';
import { lineOf, withHistory } from './history';
import type { Row } from './history';
import { messageOf } from './message-of';
import { Pairing } from './pairing';
import { Plot } from './plot';

const COLUMNS = [
  { column: 'name', label: 'Name' },
  { column: 'address', label: 'Address' },
  { column: 'rssi', label: 'Strength' },
  { column: 'lastSeen', label: 'Heard' },
] as const;

type Column = (typeof COLUMNS)[number]['column'];

const valueOf = ({ device }: Row, column: Column): string | number =>
  device[column] ?? (column === 'rssi' ? -Infinity : '');

@Component({
  selector: 'app-devices',
  imports: [Pairing, Plot],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="devices-title">
      <h2 id="devices-title">Devices</h2>
      <p role="alert">{{ problem() }}</p>
      @if (!isOn()) {
        <p>The adapter is off.</p>
      }
      <div class="scroll" tabindex="0" role="region" aria-label="Table of devices">
        <table>
          <thead>
            <tr>
              @for (head of columns; track head.column) {
                <th
                  scope="col"
                  [attr.aria-sort]="head.column !== column() ? 'none' : isDown() ? 'descending' : 'ascending'"
                >
                  <button type="button" (click)="sort(head.column)">
                    {{ head.label
                    }}<span aria-hidden="true">{{ head.column !== column() ? '' : isDown() ? ' ▾' : ' ▴' }}</span>
                  </button>
                </th>
              }
              <th scope="col">Last minute</th>
              <th scope="col">Do</th>
            </tr>
          </thead>
          <tbody>
            @for (row of sorted(); track row.key) {
              <tr [attr.data-address]="row.device.address">
                <th scope="row">{{ row.device.name ?? '–' }}</th>
                <td class="mono">{{ row.device.address }}</td>
                <td>{{ row.device.rssi ?? '?' }} dBm</td>
                <td>{{ time(row.device.lastSeen) }}</td>
                <td>
                  <svg viewBox="0 0 100 24" class="spark" aria-hidden="true">
                    <polyline [attr.points]="spark(row)" />
                  </svg>
                </td>
                <td>
                  <button type="button" [attr.aria-pressed]="row.key === plotted()" (click)="plot(row)">
                    Plot<span class="hidden"> {{ row.device.name ?? row.device.address }}</span>
                  </button>
                  <button type="button" (click)="pairing.set(row)">
                    Pair<span class="hidden"> with {{ row.device.name ?? row.device.address }}</span>
                  </button>
                </td>
              </tr>
            } @empty {
              <tr>
                <td colspan="6">None was heard yet.</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      @if (plottedRow(); as row) {
        <app-plot [row]="row" [now]="now()" />
      }
      @if (pairing(); as row) {
        <app-pairing [address]="address()" [device]="row.device" (closed)="pairing.set(undefined)" />
      }
    </section>
  `,
})
export class Devices implements OnInit {
  readonly address = input.required<string>();
  readonly isOn = input.required<boolean>();
  protected readonly columns = COLUMNS;
  protected readonly column = signal<Column>('rssi');
  protected readonly isDown = signal(true);
  protected readonly rows = signal<readonly Row[]>([]);
  protected readonly plotted = signal<string | undefined>(undefined);
  protected readonly pairing = signal<Row | undefined>(undefined);
  protected readonly problem = signal('');
  protected readonly plottedRow = computed(() => this.rows().find(({ key }) => key === this.plotted()));
  protected readonly sorted = computed(() => {
    const [column, sign] = [this.column(), this.isDown() ? -1 : 1];
    return [...this.rows()].sort((a, b) => {
      const [left, right] = [valueOf(a, column), valueOf(b, column)];
      return left === right ? (a.key < b.key ? -1 : 1) : left < right ? -sign : sign;
    });
  });
  private readonly mgmt = injectMgmt();
  /** Time goes on, whether something is heard or not. By the clock by which devices are heard. */
  private readonly ticks = toSignal(interval(1000).pipe(map(() => this.mgmt.scheduler.now())), {
    initialValue: this.mgmt.scheduler.now(),
  });
  /** What was heard since the last tick is now. */
  protected readonly now = computed(() => Math.max(this.ticks(), ...this.rows().map(({ device }) => device.time)));
  private readonly status = injectMgmtStatus();
  private readonly destroyed = inject(DestroyRef);

  constructor() {
    // Nobody is heard by an adapter that is off.
    effect(() => {
      if (!this.isOn()) untracked(() => this.rows.set([]));
    });
  }

  ngOnInit(): void {
    scan(controller(this.mgmt, this.address()))
      .pipe(
        collectDevices({ lostAfter: 15_000 }),
        accumulate(withHistory, [] as readonly Row[]),
        this.status.retried,
        takeUntilDestroyed(this.destroyed),
      )
      .subscribe({
        next: (rows) => this.rows.set(rows),
        error: (error: unknown) => this.problem.set(messageOf(error)),
      });
  }

  protected sort(column: Column): void {
    this.isDown.set(this.column() === column ? !this.isDown() : column === 'rssi' || column === 'lastSeen');
    this.column.set(column);
  }

  protected plot({ key }: Row): void {
    this.plotted.set(this.plotted() === key ? undefined : key);
  }

  protected readonly time = (at: number): string => new Date(at).toLocaleTimeString();
  protected readonly spark = ({ points }: Row): string => lineOf(points, 100, 24, this.now());
}
