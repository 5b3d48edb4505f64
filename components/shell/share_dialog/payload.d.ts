// Written by `make format` from Python's TypedDict.

/** A link, and what is written around it. */
export interface Payload {
  page: string | null;
  query: string | null;
  room: Room;
  coded: boolean;
  drawn: Drawn | null;
  words: Record<string, string>;
}

/** How others reach this server. */
export interface Room {
  url: string;
  said: string;
}

/** A link's QR code as svg, or why it has none. */
export interface Drawn {
  of: string;
  code?: string;
  problem?: string;
}
