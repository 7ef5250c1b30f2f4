/** Raised when plugins of the old contract could no longer be used. Checked at registration. */
export const CONTRACT_VERSION = 1;
