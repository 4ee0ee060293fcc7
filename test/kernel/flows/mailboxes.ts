/** Mailboxes of the corpus that hold the series of shipped flows. */
export const MAILBOXES = [
  'rfc-12-series.mbox',
  'vfio-dmabuf-all.mbox',
  'iommufd-dmabuf-all.mbox',
  'iommufd-unpin-lock.mbox',
  'dmabuf-revoke-all.mbox',
  'vfio-mmap-all.mbox',
  'mapping-types-rfc.mbox',
];
