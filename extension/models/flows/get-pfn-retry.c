/**
 * flow: get-pfn-retry
 * title: The importer starts again when an invalidation ran in between
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <20250114173103.GE5556@nvidia.com>
 *         <20250120175901.GP5556@nvidia.com>
 * rows: M01 M02
 * expect: pass
 *
 * The unlocked lookup as posted, survived by an importer whose faults can be restarted: a sequence counter tells that the
 * answer may be out of date. This is why the call is good enough for KVM, and only for importers like it.
 */
#include <kapi/translation.h>
#include "one-page-exporter.h"

static DEFINE_TRANSLATION(guest, "phys");
static DEFINE_SPINLOCK(mmu_lock);
static unsigned long invalidate_seq;

static void kvm_move_notify(struct dma_buf_attachment *attachment)
{
	spin_lock(&mmu_lock);
	WRITE_ONCE(invalidate_seq, invalidate_seq + 1);
	translation_clear(&guest, 0);
	spin_unlock(&mmu_lock);
}

static const struct dma_buf_attach_ops kvm_attach_ops = { .allow_peer2peer = true, .move_notify = kvm_move_notify };

void setup(void)
{
	bar_share(&kvm_attach_ops);
}

/* What KVM does: the sequence is taken before the lookup, and compared under the lock that invalidation takes. */
__actor void kvm_fault(void)
{
	unsigned long seq;
	int max_order, ret;
	bool stale;
	u64 pfn;

	do {
		seq = READ_ONCE(invalidate_seq);
		ret = dma_buf_get_pfn_unlocked(attach, 0, &pfn, &max_order);
		if (dma_resv_held(bar.dmabuf->resv))
			dma_resv_unlock(bar.dmabuf->resv);
		if (ret)
			return;
		spin_lock(&mmu_lock);
		stale = seq != invalidate_seq;
		if (!stale)
			translation_set(&guest, 0, pfn);
		spin_unlock(&mmu_lock);
	} while (stale);
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
