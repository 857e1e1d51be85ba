/** How long a discovery of the kernel takes, in milliseconds (DISCOV_LE_TIMEOUT in hci_core.h; inquiries take as long). */
export const LENGTH = 10_240;

/** One that ends so early, in milliseconds, was cut short. Timers and readers are late now and then, so it may be a little less. */
export const SHORTEST = 9_500;

/** The kernel ends an LE discovery that late at the latest, in milliseconds, if it tells us. */
export const LONGEST = LENGTH + 1_000;

/**
 * With BR/EDR it asks for names after that: it begins to for as long again (NAME_RESOLVE_DURATION), and waits for the last answer for
 * a page timeout of 5.12 s.
 */
export const LONGEST_WITH_NAMES = LONGEST + 10_240 + 5_120;

/** Discovering follows the reply to Stop Discovery within one work item of the kernel; this is generous, in milliseconds. */
export const STOPPED_SOON = 1_000;

/** How long to wait for the kernel to say whether a discovery runs, which it knows at once, in milliseconds. */
export const TOLD_SOON = 1_000;

/**
 * How long `Busy` may come while no discovery runs, in milliseconds: while one starts or stops, none runs, which takes a few HCI
 * commands of at most 2 s (HCI_CMD_TIMEOUT).
 */
export const PATIENCE_WITHOUT_DISCOVERY = 5_000;

/** How long another discovery that does not find what is wanted may take, in milliseconds: longer than the longest of the kernel. */
export const PATIENCE_WITH_OTHERS = 30_000;

/** How often a start is tried while another discovery finds what is wanted, in milliseconds: its end is announced, but may get lost. */
export const LISTENING_INTERVAL = 5_000;

/** The intervals of tries, in milliseconds, each twice the one before. */
export const FIRST_INTERVAL = 100;
export const LAST_INTERVAL = 2_000;

/**
 * After one that has run to its end, in milliseconds: whoever was refused because of it tries again when it ends, and without a pause the
 * same program would win each time.
 */
export const TURN = 100;

/** With so many discoveries of others since its own a program starts at once: there are programs that wait for nobody. */
export const LONG_SINCE = 4;

/** How often it is asked, at most, whether a discovery still runs when events get lost, in milliseconds. */
export const VERIFYING_INTERVAL = 1_000;

/** So often in a row a discovery that was cut short starts again at once. */
export const RESTARTS_AT_ONCE = 3;
