import type { Observable } from 'rxjs';
import { concat, concatMap, defer, EMPTY, filter, map, merge, of, skip, takeUntil } from 'rxjs';
import { isOptionError } from 'rx-btmgmt';
import type { PairingRequest, PairingStep } from 'rx-btmgmt';

/** What a person is asked. */
export function promptOf(request: PairingRequest): string {
  switch (request.kind) {
    case 'justWorks':
      return 'wants to pair. Yes or no?';
    case 'confirm':
      return `Does it show ${request.passkey}, too? Yes or no?`;
    case 'passkey':
      return 'Which six digits does it show? Or no?';
    case 'display':
      return `Type ${request.passkey} there. Or no?`;
    case 'pin':
      return `What is its PIN${request.secure ? ', of 16 digits' : ''}? Or no?`;
  }
}

/** Answers with a line that somebody has typed; says what is wrong with it. */
function answer(request: PairingRequest, line: string): string | undefined {
  const text = line.trim();
  if (/^no?$/i.test(text)) request.reject();
  else if (request.kind === 'pin' || request.kind === 'passkey') {
    try {
      request.accept(text);
    } catch (error) {
      if (!isOptionError(error)) throw error;
      return `That is not ${error.expected}.`;
    }
  } else if (request.kind !== 'display' && /^y(es)?$/i.test(text)) request.accept();
  else return 'Yes or no?';
  return undefined;
}

/** One question, until it is over. */
function dialogue(request: PairingRequest, lines$: Observable<string>): Observable<string> {
  const typed$ = lines$.pipe(
    filter(() => request.isOpen),
    map((line) => answer(request, line)),
    filter((complaint) => complaint !== undefined),
  );
  // Nobody is there any more to answer.
  const closed$ = defer(() => {
    if (request.isOpen && request.kind !== 'display') request.reject();
    return EMPTY;
  });
  const entered$ = request.kind === 'display' ? request.entered$.pipe(skip(1)) : EMPTY;
  const talk$ = merge(concat(typed$, closed$), entered$.pipe(map((count) => `${count} digits typed`)));
  const over$ = request.ended$.pipe(map(({ end }) => `The question is over: ${end}.`));
  return concat(of(promptOf(request)), merge(talk$.pipe(takeUntil(request.ended$)), over$)).pipe(
    map((text) => `${request.address}: ${text}`),
  );
}

/** Asks a person each question, one after the other, and answers with the lines that are typed. Emits what is to be shown. */
export function terminalAgent(requests$: Observable<PairingRequest>, lines$: Observable<string>): Observable<string> {
  return requests$.pipe(concatMap((request) => dialogue(request, lines$)));
}

/** What happens, in words. */
export function news(step: PairingStep): string {
  if (step.step !== 'paired') return step.step;
  const { authenticated, secureConnections } = step.strength ?? { authenticated: false, secureConnections: false };
  const how = `${authenticated ? '' : 'not '}authenticated, ${secureConnections ? 'with' : 'without'} Secure Connections`;
  return `paired with ${step.peer.address}, ${how}`;
}
