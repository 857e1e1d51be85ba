import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { explain } from 'rx-btmgmt';
import type { MgmtFrame } from 'rx-btmgmt';
import { injectMgmt, injectMgmtStatus } from 'rx-btmgmt/angular';
import { bufferTime, filter } from 'rxjs';

interface Line {
  readonly id: number;
  readonly title: string;
  readonly frame: MgmtFrame;
}

const KEPT = 50;

@Component({
  selector: 'app-event-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="log-title">
      <h2 id="log-title">Frames</h2>
      <p>
        <button type="button" [attr.aria-pressed]="isHeld()" (click)="isHeld.set(!isHeld())">Hold</button>
        The last {{ kept }}, the newest first; keys are left out.
      </p>
      @for (line of lines(); track line.id) {
        <details>
          <summary>{{ line.title }}</summary>
          <pre tabindex="0" [attr.aria-label]="line.title">{{ text(line) }}</pre>
        </details>
      }
    </section>
  `,
})
export class EventLog {
  protected readonly kept = KEPT;
  protected readonly lines = signal<readonly Line[]>([]);
  protected readonly isHeld = signal(false);
  private next = 0;

  constructor() {
    injectMgmt()
      .frames$.pipe(
        injectMgmtStatus().retried,
        bufferTime(500),
        filter((frames) => frames.length > 0 && !this.isHeld()),
        takeUntilDestroyed(),
      )
      .subscribe((frames) => {
        const fresh = frames.slice(-KEPT).map((frame) => this.line(frame));
        this.lines.update((lines) => [...fresh.reverse(), ...lines].slice(0, KEPT));
      });
  }

  protected readonly text = ({ frame }: Line): string => explain(frame.bytes, frame);

  private line(frame: MgmtFrame): Line {
    const [first = ''] = explain(frame.bytes, frame).split('\n');
    const time = new Date(frame.time).toLocaleTimeString();
    return { id: this.next++, frame, title: `${time} ${first}` };
  }
}
