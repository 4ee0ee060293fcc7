/**
 * flow: contract-address-generic
 * title: An exporter that knows of no kinds, and one whose kind belongs to somebody, are asked for addresses
 * rows: M21 M22
 * expect: pass
 * may-fail: bell_map
 *
 * The contract of proposals/typed-address.c: an exporter of today offers addresses of the DMA API, made and undone as today; an offer that
 * belongs to somebody is for those who name the same owner.
 */
#define EXPORTER_OPS .attach = bell_attach, .detach = bell_detach,
#include "contract-exporter.h"
#include <kapi/typed-address.h>

static int fabric_of_ours, fabric_of_others;

static const struct address_flavour offers[] = { { ADDRESS_FABRIC, &fabric_of_ours } };

static const struct typed_exporter_ops fabric_ops = {
	.ops = { TYPED_EXPORTER_OPS, .release = bell_release },
	.offers = offers,
	.offer_count = ARRAY_SIZE(offers),
};

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

__actor void importer(void)
{
	const struct address_flavour generic[] = { { ADDRESS_IOVA, &nic_domain }, { ADDRESS_DMA, &nic } };
	struct typed_attachment typed;
	struct typed_address address;

	BUG_ON(bell_export());
	BUG_ON(dma_buf_attach_typed(&typed, bell.dmabuf, &nic, &nic_ops, NULL, generic, 1) != -EINVAL);
	BUG_ON(dma_buf_attach_typed(&typed, bell.dmabuf, &nic, &nic_ops, NULL, generic, 2));
	dma_resv_lock(bell.dmabuf->resv, NULL);
	if (dma_buf_map_typed(&typed, &address) == 0) {
		BUG_ON(!typed_address_is(&address, ADDRESS_DMA, &nic));
		device_dma(&nic, address.address, 4, true);
		dma_buf_unmap_typed(&typed, &address);
	}
	dma_resv_unlock(bell.dmabuf->resv);
	dma_buf_detach(bell.dmabuf, typed.attachment);
	dma_buf_put(bell.dmabuf);
}

void finally(void)
{
	const struct address_flavour ours[] = { { ADDRESS_FABRIC, &fabric_of_ours } };
	const struct address_flavour others[] = { { ADDRESS_FABRIC, &fabric_of_others } };
	struct typed_attachment typed;

	BUG_ON(export_with(&fabric_ops.ops));
	BUG_ON(dma_buf_attach_typed(&typed, bell.dmabuf, &nic, &nic_ops, NULL, others, 1) != -EINVAL);
	BUG_ON(dma_buf_attach_typed(&typed, bell.dmabuf, &nic, &nic_ops, NULL, ours, 1));
	dma_buf_detach(bell.dmabuf, typed.attachment);
	dma_buf_put(bell.dmabuf);
	bell_check_idle();
}
