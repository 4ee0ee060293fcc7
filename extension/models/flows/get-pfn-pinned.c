/**
 * flow: get-pfn-pinned
 * title: The importer pins the buffer before it looks frames up
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <20250120175901.GP5556@nvidia.com>
 * rows: M01 M02
 * expect: pass
 *
 * The other mended form: a buffer that is pinned does not move, so the unlocked lookup can't go out of date while the
 * importer uses it. It costs the exporter its freedom for as long as the importer is there.
 */
#include <kapi/translation.h>
#include "one-page-exporter.h"

static DEFINE_TRANSLATION(guest, "phys");

static void importer_move_notify(struct dma_buf_attachment *attachment)
{
	translation_clear(&guest, 0);
}

static const struct dma_buf_attach_ops importer_attach_ops = { .allow_peer2peer = true, .move_notify = importer_move_notify };

void setup(void)
{
	bar_share(&importer_attach_ops);
}

/* The buffer is pinned while the importer may use what it looked up. */
__actor void importer(void)
{
	int max_order, ret;
	u64 pfn;

	dma_resv_lock(bar.dmabuf->resv, NULL);
	ret = dma_buf_pin(attach);
	dma_resv_unlock(bar.dmabuf->resv);
	if (ret)
		return;
	ret = dma_buf_get_pfn_unlocked(attach, 0, &pfn, &max_order);
	if (dma_resv_held(bar.dmabuf->resv))
		dma_resv_unlock(bar.dmabuf->resv);
	if (!ret)
		translation_set(&guest, 0, pfn);
	translation_access(&guest, 0, true);
	translation_clear(&guest, 0);
	dma_resv_lock(bar.dmabuf->resv, NULL);
	dma_buf_unpin(attach);
	dma_resv_unlock(bar.dmabuf->resv);
}

/* Memory pressure: the buffer moves to another place, unless somebody needs it to stay. */
__actor void evict(void)
{
	dma_resv_lock(bar.dmabuf->resv, NULL);
	if (!bar.pins) {
		u64 old = bar.phys;

		dma_buf_move_notify(bar.dmabuf);
		bar.phys = __kapi_range("phys", PAGE_SIZE);
		__kapi_renew(old);
	}
	dma_resv_unlock(bar.dmabuf->resv);
}

void finally(void)
{
	bar_close();
}
