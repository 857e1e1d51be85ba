import { OptionError, controller, keep } from 'rx-btmgmt';
import { World } from './world.js';

describe('keep', () => {
  it.each<[string, object, object?]>([
    ['desired.Power', { Power: true }],
    ['desired.Powered', { Powered: 'on' }],
    ['desired.Name', { Name: 'x'.repeat(249) }],
    ['desired.Name', { Name: 'a\0b' }],
    ['desired.ShortName', { ShortName: 'eleven byte' }],
    ['desired.DeviceClass', { DeviceClass: 0x200104 }],
    ['desired.DeviceClass', { DeviceClass: 3 }],
    ['desired.Discoverable', { Discoverable: true, Connectable: false }],
    ['desired.Advertising', { Advertising: true, LowEnergy: false }],
    ['desired.LinkSecurity', { LinkSecurity: true, BREDR: false }],
    ['desired.LowEnergy', { LowEnergy: false, BREDR: false }],
    ['desired', [] as object],
    ['attempts', {}, { attempts: 0 }],
    ['delay', {}, { delay: -1 }],
    ['maxDelay', {}, { maxDelay: 10, delay: 20 }],
    ['period', {}, { period: NaN }],
    ['restore', {}, { restore: 1 }],
    ['atempts', {}, { atempts: 1 }],
  ])('refuses wrong options: %s', (option, desired, options = {}) => {
    const adapter = controller(new World().program(), 0);
    let error: unknown;
    try {
      keep(adapter, desired, options);
    } catch (why) {
      error = why;
    }
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject({ option });
  });
});
