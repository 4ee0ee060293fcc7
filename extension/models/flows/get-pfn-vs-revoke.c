/**
 * flow: get-pfn-vs-revoke
 * title: KVM keeps a PFN that VFIO has already revoked
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <0d77dc64-df9c-457b-af3b-ecfa49dac7b4@amd.com>
 *         <20250120175901.GP5556@nvidia.com>
 * rows: M01 M02
 * expect: violation stale-access
 * case: F-05
 * mended: get-pfn-locked
 *
 * The exporter owns one page of a device's BAR and revokes it when the device is reset. The importer fills a second-stage
 * table on guest faults: it looks the frame up with dma_buf_get_pfn_unlocked() and then writes its entry. When the call
 * returns, nothing keeps the answer true any more. A fault path that writes its entry while the reservation lock is
 * still held is safe; the importer below drops the lock itself where the call leaves it held, so the verdict follows
 * what the call does.
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

__actor void kvm_fault(void)
{
	int max_order, ret;
	u64 pfn;

	ret = dma_buf_get_pfn_unlocked(attach, 0, &pfn, &max_order);
	if (!ret)
		translation_set(&guest, 0, pfn);
	if (dma_resv_held(bar.dmabuf->resv))
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
