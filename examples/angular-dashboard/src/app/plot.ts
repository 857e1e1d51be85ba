import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { heightOf, lineOf } from './history';
import type { Row } from './history';

const [WIDTH, HEIGHT] = [600, 160];

@Component({
  selector: 'app-plot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <figure>
      <figcaption>
        Strength of {{ row().device.name ?? row().device.address }} in the last minute, {{ summary() }}
      </figcaption>
      <svg class="plot" viewBox="-40 -8 650 190" role="img" [attr.aria-label]="'Strength over time: ' + summary()">
        @for (level of levels; track level) {
          <line class="grid" x1="0" x2="600" [attr.y1]="y(level)" [attr.y2]="y(level)" />
          <text x="-6" [attr.y]="y(level) + 4" text-anchor="end">{{ level }}</text>
        }
        <text x="0" y="178">60 s ago</text>
        <text x="600" y="178" text-anchor="end">now</text>
        <polyline [attr.points]="line()" />
      </svg>
    </figure>
  `,
})
export class Plot {
  readonly row = input.required<Row>();
  /** In milliseconds since 1970. */
  readonly now = input.required<number>();
  protected readonly levels = [-20, -40, -60, -80, -100];
  protected readonly line = computed(() => lineOf(this.row().points, WIDTH, HEIGHT, this.now()));
  protected readonly summary = computed(() => {
    const strengths = this.row().points.map(({ rssi }) => rssi);
    return strengths.length === 0 ? 'not known' : `${Math.min(...strengths)} to ${Math.max(...strengths)} dBm`;
  });
  protected readonly y = (level: number): number => heightOf(level, HEIGHT);
}
