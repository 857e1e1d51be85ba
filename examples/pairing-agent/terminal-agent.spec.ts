import { concat, map, merge, Subject, VirtualTimeScheduler } from 'rxjs';
import { controller, Mgmt, pair, pairingRequests } from 'rx-btmgmt';
import type { PairOptions } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { DevicePairing } from 'rx-btmgmt/simulator';
import { news, terminalAgent } from './terminal-agent.js';

const ADDRESS = 'C0:00:00:00:00:0A';

/** A person at a terminal, who pairs with a device on a simulated kernel. */
function atTerminal(pairing: DevicePairing, options: PairOptions = {}) {
  const scheduler = new VirtualTimeScheduler();
  const simulator = createSimulator({ scheduler, devices: [{ address: ADDRESS, addressType: 'LERandom', pairing }] });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const adapter = controller(mgmt, 0);
  const typed = new Subject<string>();
  const shown: string[] = [];
  const pass = (seconds: number): void => {
    scheduler.maxFrames = scheduler.frame + seconds * 1000;
    scheduler.schedule(() => undefined, seconds * 1000);
    scheduler.flush();
  };
  concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true)).subscribe();
  pass(1);
  const steps$ = pair(adapter, { address: ADDRESS, addressType: 'LERandom' }, options);
  merge(terminalAgent(pairingRequests(adapter), typed), steps$.pipe(map(news))).subscribe({
    next: (line) => shown.push(line.replace(/\b\d{6}\b/, '######')),
    error: (error: Error) => shown.push(error.message),
  });
  pass(1);
  return {
    simulator,
    shown,
    type: (line: string) => {
      typed.next(line);
      pass(2);
    },
    leave: () => {
      typed.complete();
      pass(2);
    },
  };
}

describe('the agent at a terminal', () => {
  it('asks whether to pair, until it understands the answer', () => {
    const { shown, type } = atTerminal({});
    type('perhaps');
    type('YES');
    expect(shown).toEqual([
      'prepared',
      'pairing',
      'connected',
      `${ADDRESS}: wants to pair. Yes or no?`,
      'asked',
      `${ADDRESS}: Yes or no?`,
      `${ADDRESS}: The question is over: accepted.`,
      'key',
      'key',
      'key',
      `paired with ${ADDRESS}, not authenticated, with Secure Connections`,
    ]);
  });

  it('asks for a passkey, and says what is wrong with one', () => {
    const { shown, simulator, type } = atTerminal({ ioCapability: 'DisplayOnly' });
    type('12345');
    type(String(simulator.devices[0]?.shownPasskey).padStart(6, '0'));
    expect(shown).toContain(`${ADDRESS}: Which six digits does it show? Or no?`);
    expect(shown).toContainEqual(expect.stringMatching(/That is not a passkey: six digits/));
    expect(shown.at(-1)).toBe(`paired with ${ADDRESS}, authenticated, with Secure Connections`);
  });

  it('shows a passkey', () => {
    const { shown } = atTerminal({ ioCapability: 'KeyboardOnly', delay: 500 });
    expect(shown).toContain(`${ADDRESS}: Type ###### there. Or no?`);
    expect(shown.at(-1)).toBe(`paired with ${ADDRESS}, authenticated, with Secure Connections`);
  });

  it.each(['no', 'leaves'])('refuses if the person says or does: %s', (what) => {
    const { leave, shown, type } = atTerminal({ ioCapability: 'DisplayYesNo', delay: 10_000 });
    if (what === 'no') type('no');
    else leave();
    expect(shown).toContain(`${ADDRESS}: Does it show ######, too? Yes or no?`);
    expect(shown.at(-1)).toMatch(/AuthenticationFailed.* It was refused here/);
  });
});
