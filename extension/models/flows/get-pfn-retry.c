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
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>

struct bar {
	struct dma_buf *dmabuf;
	u64 phys;
	bool revoked;
};

static struct bar bar;
static struct dma_buf_attachment *attach;
static DEFINE_TRANSLATION(guest, "phys");
static DEFINE_SPINLOCK(mmu_lock);
static unsigned long invalidate_seq;

static int bar_pin(struct dma_buf_attachment *attachment)
{
	return -EINVAL;
}

static void bar_unpin(struct dma_buf_attachment *attachment)
{
}

static int bar_get_pfn(struct dma_buf_attachment *attachment, pgoff_t pgoff, u64 *pfn, int *max_order)
{
	struct bar *priv = attachment->dmabuf->priv;

	dma_resv_assert_held(attachment->dmabuf->resv);
	if (priv->revoked)
		return -ENODEV;
	*pfn = PHYS_PFN(priv->phys) + pgoff;
	*max_order = 0;
	return 0;
}

static void bar_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops bar_ops = {
	.pin = bar_pin,
	.unpin = bar_unpin,
	.get_pfn = bar_get_pfn,
	.release = bar_release,
};

static void kvm_move_notify(struct dma_buf_attachment *attachment)
{
	spin_lock(&mmu_lock);
	WRITE_ONCE(invalidate_seq, invalidate_seq + 1);
	translation_clear(&guest, 0);
	spin_unlock(&mmu_lock);
}

static const struct dma_buf_attach_ops kvm_attach_ops = {
	.allow_peer2peer = true,
	.move_notify = kvm_move_notify,
};

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	bar.phys = __kapi_range("phys", PAGE_SIZE);
	exp_info.ops = &bar_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &bar;
	bar.dmabuf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(bar.dmabuf));
	attach = dma_buf_dynamic_attach(bar.dmabuf, NULL, &kvm_attach_ops, NULL);
	BUG_ON(IS_ERR(attach));
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

/* The device is reset: whatever the BAR showed before is gone. */
__actor void vfio_revoke(void)
{
	dma_resv_lock(bar.dmabuf->resv, NULL);
	bar.revoked = true;
	dma_buf_move_notify(bar.dmabuf);
	__kapi_renew(bar.phys);
	dma_resv_unlock(bar.dmabuf->resv);
}

void finally(void)
{
	dma_buf_detach(bar.dmabuf, attach);
	dma_buf_put(bar.dmabuf);
}
