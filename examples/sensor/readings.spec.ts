import { bthome, ruuvi } from './readings.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

// The first one and the encrypted one are those of bthome.io/format and /encryption; the others follow from its table of objects.
describe('readings', () => {
  it.each([
    ['temperature and humidity', '4002c40903bf13', { temperature: '25°C', humidity: '50.55%' }],
    ['what is below zero', '400218fc', { temperature: '-10°C' }],
    ['an open door', '401a01', { door: '1' }],
    ['what stands before an object that is not known', '400161fe00', { battery: '97%' }],
    ['what stands before one that is cut off', '40016102c4', { battery: '97%' }],
    ['nothing of an encrypted one', '41a47266c95f730011223378237214', undefined],
    ['nothing of another version', '2002c409', undefined],
    ['nothing of nothing', '', undefined],
  ])('of BTHome tell %s', (_, data, readings) => {
    expect(bthome(bytes(data))).toEqual(readings);
  });

  // The test vectors of docs.ruuvi.com, data format 5: valid, maximum, minimum and invalid values.
  it.each([
    [
      'valid data',
      '0512fc5394c37c0004fffc040cac364200cdcbb8334c884f',
      { temperature: '24.3°C', humidity: '53.49%', pressure: '1000.44hPa', voltage: '2.977V' },
    ],
    [
      'the highest values',
      '057ffffffefffe7fff7fff7fffffdefefffecbb8334c884f',
      { temperature: '163.835°C', humidity: '163.835%', pressure: '1155.34hPa', voltage: '3.646V' },
    ],
    [
      'the lowest values',
      '058001000000008001800180010000000000cbb8334c884f',
      { temperature: '-163.835°C', humidity: '0%', pressure: '500hPa', voltage: '1.6V' },
    ],
    ['nothing that the sensor lacks', '058000ffffffff800080008000ffffffffffffffffffffff', {}],
    ['nothing of another format', '0312fc5394c37c0004fffc040cac36', undefined],
    ['nothing of what is cut off', '0512fc53', undefined],
  ])('of Ruuvi tell %s', (_, data, readings) => {
    expect(ruuvi(bytes(data))).toEqual(readings);
  });
});
