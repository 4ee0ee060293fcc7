/**
 * flow: rfc-pin-leak
 * title: An exporter that has PFNs only is pinned at attach and never unpinned
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M01 M29
 * needs: dma_buf_dynamic_attach dma_buf_detach
 * expect: violation pin-leak
 *
 * The series lets an exporter have no map_dma_buf. A static importer of a dynamic exporter is still pinned when it attaches; but
 * detaching unpins only where a mapping was cached, and there is none. Nobody has said so on the list.
 */
#include <kapi/dma-buf.h>

static struct dma_buf *buf;
static struct dma_buf_attachment *attach;
static int pins;

static int bar_pin(struct dma_buf_attachment *attachment)
{
	pins++;
	return 0;
}

static void bar_unpin(struct dma_buf_attachment *attachment)
{
	pins--;
}

static int bar_get_pfn(struct dma_buf_attachment *attachment, pgoff_t pgoff, u64 *pfn, int *max_order)
{
	return -ENODEV;
}

/* Called at the end of detaching: whatever the core took for this attachment has to be given back by now. */
static void bar_detach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	__kapi_rule(pins == 0, "pin-leak", "the attachment is gone, and the pin that was taken for it is not");
}

static void bar_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops bar_ops = {
	.pin = bar_pin,
	.unpin = bar_unpin,
	.detach = bar_detach,
	.get_pfn = bar_get_pfn,
	.release = bar_release,
};

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	exp_info.ops = &bar_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &pins;
	buf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(buf));
}

__actor void importer(void)
{
	attach = dma_buf_attach(buf, NULL);
	if (!IS_ERR(attach))
		dma_buf_detach(buf, attach);
}
