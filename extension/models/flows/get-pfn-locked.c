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
	translation_clear(&guest, 0);
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
