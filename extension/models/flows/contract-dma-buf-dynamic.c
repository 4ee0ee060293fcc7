/**
 * flow: contract-dma-buf-dynamic
 * title: Importers that follow moves come, pin, map and go while the exporter moves the buffer
 * rows: M03 M31
 * expect: pass
 * may-fail: bell_pin
 * may-fail: bell_map
 *
 * The contract of dma-buf/dma-buf.c ("DOC: locking convention"; include/linux/dma-buf.h): attachments are a list under the reservation lock,
 * which is held for pin, map, unmap, unpin and for every notification; an importer is told of a move while it is attached, and not
 * after; nobody waits for fences in its place. Data races are looked for.
 */
#include "contract-exporter.h"

static struct importer {
	struct dma_buf_attachment *attachment;
	bool gone;
} importers[2];
static int told;

static void importer_move_notify(struct dma_buf_attachment *attachment)
{
	struct importer *importer = attachment->importer_priv;

	dma_resv_assert_held(attachment->dmabuf->resv);
	__kapi_rule(!importer->gone, "stale-access", "an importer is told that has detached");
	told++;
}

static const struct dma_buf_attach_ops importer_ops = { .allow_peer2peer = true, .move_notify = importer_move_notify };

static void join(struct importer *importer)
{
	importer->attachment = dma_buf_dynamic_attach(bell.dmabuf, &nic, &importer_ops, importer);
	BUG_ON(IS_ERR(importer->attachment) || !importer->attachment->peer2peer);
}

static void leave(struct importer *importer)
{
	dma_buf_detach(bell.dmabuf, importer->attachment);
	importer->gone = true;
}

void setup(void)
{
	__kapi_check_data_races();
	BUG_ON(bell_export());
	join(&importers[0]);
}

__actor void network_card(void)
{
	struct importer *importer = &importers[0];
	struct sg_table *table;

	dma_resv_lock(bell.dmabuf->resv, NULL);
	if (dma_buf_pin(importer->attachment) == 0) {
		table = dma_buf_map_attachment(importer->attachment, DMA_TO_DEVICE);
		__kapi_rule(bell.pins == 1, "pin-leak", "mapping pins a buffer for an importer that follows moves");
		if (!IS_ERR(table))
			dma_buf_unmap_attachment(importer->attachment, table, DMA_TO_DEVICE);
		dma_buf_unpin(importer->attachment);
	}
	dma_resv_unlock(bell.dmabuf->resv);
	leave(importer);
}

__actor void display(void)
{
	join(&importers[1]);
	leave(&importers[1]);
}

__actor void exporter(void)
{
	dma_resv_lock(bell.dmabuf->resv, NULL);
	dma_buf_move_notify(bell.dmabuf);
	dma_resv_unlock(bell.dmabuf->resv);
}

void finally(void)
{
	dma_resv_lock(bell.dmabuf->resv, NULL);
	told = 0;
	dma_buf_move_notify(bell.dmabuf);
	BUG_ON(told);
	dma_resv_unlock(bell.dmabuf->resv);
	dma_buf_put(bell.dmabuf);
	bell_check_idle();
}
