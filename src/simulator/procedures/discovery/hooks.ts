import type { Sender } from '../../state/advertising-reports.js';
import type { Report } from '../../hardware/report.js';

/** Where other domains take part in scanning. */
export interface ScanHooks {
  /** Who it is that uses a private address, if the key for it is known (hci_get_irk in hci_core.c). */
  identify?: (report: Report) => Sender | undefined;
  /** Something is heard; may begin to connect (check_pending_le_conn in net/bluetooth/hci_event.c). */
  heard?: (report: Report, sender: Sender) => void;
  /** Whether it connects just now and so must not scan (hci_lookup_le_connect in hci_core.h). */
  isConnecting?: () => boolean;
}
