/**
 * What the radio itself has been told, as far as others can see it. It may differ from the flags: those are what is wanted.
 * What stays while it is down, stays so in BlueZ's virtual controllers, too (btdev_reset in emulator/btdev.c).
 */
export class Hardware {
  /** Class of device; stays while it is down. */
  classOfDevice = 0;
  /** Whether it knows that its host does Low Energy (LMP_HOST_LE); stays while it is down. */
  lowEnergyHost = false;
  /** Security mode 3 (HCI_AUTH). */
  authentication = false;
  /** Whether it answers inquiries (HCI_ISCAN), and also the limited ones. */
  inquiryScan = false;
  limitedInquiryScan = false;
  /** Whether it lets others connect over BR/EDR (HCI_PSCAN). */
  pageScan = false;
  /** What it answers when it is asked for its name; stays while it is down. */
  name = '';
}
