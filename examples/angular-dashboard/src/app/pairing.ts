import { ChangeDetectionStrategy, Component, computed, input, output, signal, viewChild } from '@angular/core';
import type { AfterViewInit, ElementRef, OnDestroy } from '@angular/core';
import { controller, pair, pairingRequests } from 'rx-btmgmt';
import type { Device, PairingRequest, PairingStep } from 'rx-btmgmt';
import { injectMgmt } from 'rx-btmgmt/angular';
import { Subscription } from 'rxjs';
import { messageOf } from './message-of';

function said(step: PairingStep): string {
  switch (step.step) {
    case 'prepared':
      return 'The adapter is ready.';
    case 'pairing':
      return 'Looking for the device …';
    case 'connected':
      return 'Connected.';
    case 'asked':
      return 'There is a question.';
    case 'key':
      return 'A key was made.';
    case 'parameters':
      return 'The device has said how it wants to be connected.';
    case 'paired':
      // A bridge may keep the keys to itself: then nobody here knows whether they are kept.
      return step.bonded || step.keys.length === 0 ? 'Paired.' : 'Paired for now: the keys are not to be kept.';
  }
}

@Component({
  selector: 'app-pairing',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dialog #dialog aria-labelledby="pairing-title" (close)="closed.emit()">
      <h2 id="pairing-title">Pair with {{ device().name ?? device().address }}</h2>
      <p role="status">{{ status() }}</p>
      @if (problem()) {
        <p role="alert">{{ problem() }}</p>
      }
      @if (question(); as asked) {
        @switch (asked.kind) {
          @case ('display') {
            <p>
              Type this on the device: <strong class="code">{{ asked.passkey }}</strong>
            </p>
          }
          @case ('confirm') {
            <p>
              Does it show <strong class="code">{{ asked.passkey }}</strong>, too?
            </p>
            <button type="button" (click)="accept(asked)">Yes</button>
          }
          @case ('justWorks') {
            <p>Shall it pair? There is nothing to compare.</p>
            <button type="button" (click)="accept(asked)">Yes</button>
          }
          @default {
            <form (submit)="$event.preventDefault(); accept(asked, entry.value)">
              <label
                >{{ asked.kind === 'pin' ? 'Its PIN' : 'The six digits that it shows' }}
                <input #entry autocomplete="off" [attr.inputmode]="asked.kind === 'pin' ? null : 'numeric'" required />
              </label>
              <button type="submit">Answer</button>
            </form>
          }
        }
        @if (asked.kind !== 'display') {
          <button type="button" (click)="reject(asked)">No</button>
        }
      }
      <button type="button" (click)="dialog.close()">{{ isDone() ? 'Close' : 'Cancel' }}</button>
    </dialog>
  `,
})
export class Pairing implements AfterViewInit, OnDestroy {
  readonly address = input.required<string>();
  readonly device = input.required<Device>();
  readonly closed = output();
  protected readonly steps = signal<readonly PairingStep[]>([]);
  protected readonly question = signal<PairingRequest | undefined>(undefined);
  protected readonly problem = signal('');
  protected readonly isDone = signal(false);
  protected readonly status = computed(() => {
    const last = this.steps().at(-1);
    return last === undefined ? (this.isDone() ? '' : 'Preparing …') : said(last);
  });
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly mgmt = injectMgmt();
  private readonly work = new Subscription();

  ngAfterViewInit(): void {
    this.dialog().nativeElement.showModal();
    const adapter = controller(this.mgmt, this.address());
    const peer = this.device();
    this.work.add(
      pairingRequests(adapter).subscribe((asked) => {
        if (asked.address !== peer.address) return;
        this.question.set(asked);
        asked.ended$.subscribe(() => this.question.set(undefined));
      }),
    );
    this.work.add(
      pair(adapter, peer).subscribe({
        next: (step) => this.steps.update((steps) => [...steps, step]),
        error: (error: unknown) => {
          this.problem.set(messageOf(error));
          this.isDone.set(true);
        },
        complete: () => this.isDone.set(true),
      }),
    );
  }

  ngOnDestroy(): void {
    // What goes on is cancelled, in the kernel, too.
    this.work.unsubscribe();
  }

  protected accept(asked: PairingRequest, entered = ''): void {
    this.answer(() => {
      if (asked.kind === 'pin' || asked.kind === 'passkey') asked.accept(entered);
      else if (asked.kind !== 'display') asked.accept();
    });
  }

  protected reject(asked: PairingRequest): void {
    this.answer(() => asked.reject());
  }

  private answer(give: () => void): void {
    this.problem.set('');
    try {
      give();
    } catch (error) {
      this.problem.set(messageOf(error));
    }
  }
}
