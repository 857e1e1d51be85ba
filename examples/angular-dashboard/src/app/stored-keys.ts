/** A key of a device, as it is shown. */
export interface KeyRow {
  readonly id: string;
  readonly address: string;
  readonly kind: string;
}

interface KeyLabel {
  readonly kind: string;
  readonly address?: string;
}

const KINDS: Readonly<Record<string, string>> = {
  LinkKey: 'link key',
  LongTermKey: 'long-term key',
  IdentityResolvingKey: 'identity key',
  SignatureResolvingKey: 'signature key',
};

/** Those of devices, each kind once. */
export function rowsOf(labels: readonly KeyLabel[]): readonly KeyRow[] {
  const rows = labels.flatMap(({ kind: name, address }) => {
    const kind = KINDS[name];
    return kind === undefined || address === undefined ? [] : [{ id: `${address} ${kind}`, address, kind }];
  });
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** What the server of this page says is stored for an adapter; undefined if it can't be asked, or names no store. */
export async function storedKeys(token: string, address: string): Promise<readonly KeyRow[] | undefined> {
  const url = new URL(`keys/${address}`, document.baseURI);
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return response.ok ? rowsOf((await response.json()) as readonly KeyLabel[]) : undefined;
  } catch {
    // The connection is shown as lost elsewhere.
    return undefined;
  }
}
