/**
 * The URI schemes that have a code (Assigned Numbers, 2.7): the first is 2, the next 3, and so on. A code takes one byte of
 * UTF-8, from 0x80 on two. Nothing may be inserted; new ones are appended.
 */
const SCHEMES =
  'aaa aaas about acap acct cap cid coap coaps crid data dav dict dns file ftp geo go gopher h323 http https iax icap im ' +
  'imap info ipp ipps iris iris.beep iris.xpc iris.xpcs iris.lwz jabber ldap mailto mid msrp msrps mtqp mupdate news nfs ' +
  'ni nih nntp opaquelocktoken pop pres reload rtsp rtsps rtspu service session shttp sieve sip sips sms snmp soap.beep ' +
  'soap.beeps stun stuns tag tel telnet tftp thismessage tn3270 tip turn turns tv urn vemmi ws wss xcon xcon-userid ' +
  'xmlrpc.beep xmlrpc.beeps xmpp z39.50r z39.50s acr adiumxtra afp afs aim apt attachment aw barion beshare bitcoin bolo ' +
  'callto chrome chrome-extension com-eventbrite-attendee content cvs dlna-playsingle dlna-playcontainer dtn dvb ed2k ' +
  'facetime feed feedready finger fish gg git gizmoproject gtalk ham hcp icon ipn irc irc6 ircs itms jar jms keyparc ' +
  'lastfm ldaps magnet maps market message mms ms-help ms-settings-power msnim mumble mvn notes oid palm paparazzi ' +
  'pkcs11 platform proxy psyc query res resource rmi rsync rtmfp rtmp secondlife sftp sgn skype smb smtp soldat spotify ' +
  'ssh steam submit svn teamspeak teliaeid things udp unreal ut2004 ventrilo view-source webcal wtai wyciwyg xfire xri ' +
  'ymsgr example ms-settings-cloudstorage bluetooth bl';

/** The code that says that the URI is sent as a whole. */
export const NO_SCHEME = 1;

/** `''` for {@link NO_SCHEME}, `'http:'` for 0x16, undefined for a code that is not assigned. */
export function uriPrefix(code: number): string | undefined {
  if (code === NO_SCHEME) return '';
  const name = SCHEMES.split(' ')[code - NO_SCHEME - 1];
  return name === undefined ? undefined : `${name}:`;
}

/** The code of the scheme that the URI begins with; {@link NO_SCHEME} if it has none. */
export function uriScheme(uri: string): number {
  const at = SCHEMES.split(' ').indexOf(uri.slice(0, Math.max(0, uri.indexOf(':'))));
  return at === -1 ? NO_SCHEME : at + NO_SCHEME + 1;
}
