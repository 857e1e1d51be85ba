// npm run dashboard [-- --simulator --port 8080]: builds what is missing, and serves the dashboard.
import { buildDashboard } from './build-dashboard.mjs';

await buildDashboard();
await import('../packages/dashboard/cli.js');
