/**
 * flow: get-pfn-vs-revoke
 * title: KVM keeps a PFN that VFIO has already revoked
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <0d77dc64-df9c-457b-af3b-ecfa49dac7b4@amd.com>
 *         <20250120175901.GP5556@nvidia.com>
 * rows: M01 M02
 * expect: violation stale-access
 *
 * The exporter owns one page of a device's BAR and revokes it when the device is reset. The importer fills a second-stage
 * table on guest faults: it looks the frame up with dma_buf_get_pfn_unlocked() and then writes its entry. When the call
 * returns, nothing keeps the answer true any more. A fault path that writes its entry while the reservation lock is
 * still held is safe; the importer below drops the lock itself where the call leaves it held, so the verdict follows
 * what the call does.
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

/* A virtual CPU: the guest touches the page, KVM resolves the fault, the guest goes on. */
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
