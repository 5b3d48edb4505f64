// Written by `make format` from Python's TypedDict.

/** An image, and the camera to which the view moves. */
export interface Payload {
  side: number;
  channels: number;
  pixels: string;
  camera: Camera;
  center: number[];
  zoom_control: string;
  words: Record<string, string>;
}

/** What of the image is shown, and how. */
export interface Camera {
  left: number;
  top: number;
  visible: number;
  apart: number;
  axes: number;
  stack: number;
}
