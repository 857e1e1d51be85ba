// npm run bench:codec: what one declaration for both directions costs, against functions that were written by hand for one
// frame each.
import { decoding } from './decoding.js';
import { report } from './report.js';

for await (const measurement of decoding()) report(measurement);
