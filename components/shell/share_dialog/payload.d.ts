// Written by `make format` from Python's TypedDict.

/** A link, and what is written around it. */
export interface Payload {
  page: string | null;
  query: string | null;
  publicAddress: PublicAddress;
  withQrCode: boolean;
  qrCode: QrCode | null;
  words: Record<string, string>;
}

/** How others reach this server. */
export interface PublicAddress {
  url: string;
  notice: string;
}

/** A link's QR code, or why it has none. */
export interface QrCode {
  link: string;
  svg?: string;
  error?: string;
}
