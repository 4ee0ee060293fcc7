/**
 * flow: get-pfn-locked
 * title: The importer writes its entry under the lock that the exporter revokes under
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <0d77dc64-df9c-457b-af3b-ecfa49dac7b4@amd.com>
 * rows: M01 M02
 * expect: pass
 *
 * The mended form of get-pfn-vs-revoke that was asked for on the list: update and removal of a table entry happen under
 * the same lock. It uses the operation that the series adds, without the helper that unlocks.
 */
#include <kapi/translation.h>
#include "one-page-exporter.h"

static DEFINE_TRANSLATION(guest, "phys");

static void kvm_move_notify(struct dma_buf_attachment *attachment)
{
	translation_clear(&guest, 0);
}

static const struct dma_buf_attach_ops kvm_attach_ops = { .allow_peer2peer = true, .move_notify = kvm_move_notify };

void setup(void)
{
	bar_share(&kvm_attach_ops);
}

/* The lookup and the write of the entry are one critical section, and so are the removal and the revocation. */
__actor void kvm_fault(void)
{
	int max_order, ret;
	u64 pfn;

	dma_resv_lock(bar.dmabuf->resv, NULL);
	ret = bar.dmabuf->ops->get_pfn(attach, 0, &pfn, &max_order);
	if (!ret)
		translation_set(&guest, 0, pfn);
	dma_resv_unlock(bar.dmabuf->resv);
	translation_access(&guest, 0, true);
}

__actor void vfio_revoke(void)
{
	bar_revoke();
}

void finally(void)
{
	bar_close();
}
