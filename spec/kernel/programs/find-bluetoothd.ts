// Says whether bluetoothd can be seen from here, and ends by itself.
import { findBluetoothd } from 'rx-btmgmt/linux';

console.log(JSON.stringify(findBluetoothd()));
