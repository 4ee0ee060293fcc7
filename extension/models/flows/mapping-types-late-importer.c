/**
 * flow: mapping-types-late-importer
 * title: A camera comes late, the buffer leaves the fabric, and everybody negotiates again
 * series: <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * claims: <a5ffd1ee-b0b5-40bd-b68f-3779ca70dcae@amd.com>
 *         <f33a4344-545a-43f4-9a3b-24bf070d559c@amd.com>
 *         <20250929122726.GH2617119@nvidia.com>
 *         <20250929124535.GI2617119@nvidia.com>
 *         <ef9f4fb1c55bf3e5e6423b2accdccee0607b95ef.camel@linux.intel.com>
 * rows: M38 M22
 * needs: dma_buf_match_mapping dma_buf_sgt_match
 * expect: pass
 *
 * Two cards share a buffer over their fabric, a network card has it peer to peer. The camera can only use system memory: the exporter
 * tells all, moves, and from then on offers tables alone. The second card's next job finds that its way has gone, negotiates again with
 * what is offered now, and goes on. The matching is the series'; the attaching around it is the flow's, because the mails show only parts
 * of dma_buf_mapping_attach().
 */
#include <kapi/device.h>
#include <kapi/kernel.h>
#include <linux/dma-buf.h>
#include <linux/dma-buf-mapping.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>

#ifndef MATCHES_AGAIN
#define MATCHES_AGAIN 1
#endif

static struct dma_resv resv;
static struct dma_buf buf = { .resv = &resv };
static struct pci_dev gpu0 = { .dev = { .init_name = "gpu0", .is_pci = true } };
static struct pci_dev gpu1 = { .dev = { .init_name = "gpu1", .is_pci = true } };
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true } };
static struct device camera = { .init_name = "camera" };

/* Where the buffer is; the lock protects it. */
static phys_addr_t vram, memory;
static u64 fabric;
static bool in_vram = true;

static const struct dma_buf_mapping_sgt_exp_ops table_ops, peer_ops;

static void fabric_finish(struct dma_buf_match_args *args, const struct dma_buf_mapping_match *exp,
			  const struct dma_buf_mapping_match *imp)
{
	args->attach->map_type = *exp;
}

static struct dma_buf_mapping_type fabric_type = { .name = "fabric", .finish_match = fabric_finish };

/* The exporter's list is what can reach the buffer where it is. */
static int gpu0_match(struct dma_buf_match_args *args)
{
	struct dma_buf_mapping_match offers[3];
	unsigned int count = 0;

	dma_resv_assert_held(&resv);
	if (in_vram) {
		offers[count++] = (struct dma_buf_mapping_match){ .type = &fabric_type };
		offers[count++] = DMA_BUF_EMAPPING_SGT_P2P(&peer_ops, &gpu0);
	}
	offers[count++] = DMA_BUF_EMAPPING_SGT(&table_ops);
	return dma_buf_match_mapping(args, offers, count);
}

struct importer {
	struct dma_buf_attachment attach;
	struct device *dev;
	struct dma_buf_mapping_match *accepts;
	unsigned int count;
	bool told;
};

static struct dma_buf_mapping_match card_accepts[2], nic_accepts[1], camera_accepts[1];
static struct importer importers[3];
static unsigned int attached;

/* What is active has to be reachable where the buffer is. */
static void check_reachable(void)
{
	unsigned int i;

	for (i = 0; i < attached; i++) {
		const struct dma_buf_attachment *attach = &importers[i].attach;
		bool reaches_vram = attach->map_type.type == &fabric_type ||
				    attach->map_type.sgt_data.exporter_requires_p2p == DMA_SGT_EXPORTER_REQUIRES_P2P_DISTANCE;

		__kapi_rule(importers[i].told || !in_vram || reaches_vram, "unreachable",
			    "an importer holds an attachment that cannot reach the buffer, and nobody told it");
	}
}

static int negotiate(struct importer *importer)
{
	struct dma_buf_match_args args = {
		.dmabuf = &buf, .attach = &importer->attach, .imp_matches = importer->accepts, .imp_len = importer->count,
	};

	__kapi_count("negotiations", 1);
	importer->told = false;
	return gpu0_match(&args);
}

static void attach(struct importer *importer)
{
	unsigned int i;

	dma_resv_lock(&resv, NULL);
	BUG_ON(negotiate(importer));
	attached++;
	if (in_vram && importer->attach.map_type.type == &dma_buf_mapping_sgt_type && !dma_buf_sgt_p2p_allowed(&importer->attach)) {
		/* It can only use system memory: everybody is told, and the buffer moves. */
		for (i = 0; i < attached - 1; i++)
			importers[i].told = true;
		in_vram = false;
		__kapi_renew(vram);
		__kapi_renew(fabric);
	}
	check_reachable();
	dma_resv_unlock(&resv);
}

/*
 * One job; under the lock all the way, so that the fences of other flows are not needed here. No IOMMU stands between: what
 * is chosen does not depend on one.
 */
static void job(struct importer *importer)
{
	dma_addr_t address;

	dma_resv_lock(&resv, NULL);
	if (importer->told && MATCHES_AGAIN)
		BUG_ON(negotiate(importer));
	if (importer->attach.map_type.type == &fabric_type) {
		__kapi_access(fabric, 4, true, "fabric");
		__kapi_count("jobs over the fabric", 1);
	} else {
		phys_addr_t place = dma_buf_sgt_p2p_allowed(&importer->attach) ? vram : memory;
		struct device *dev = dma_buf_sgt_dma_device(&importer->attach);

		address = dma_map_phys(dev, place, 4096, DMA_BIDIRECTIONAL, 0);
		BUG_ON(dma_mapping_error(dev, address));
		device_dma(dev, address, 4, true);
		dma_unmap_phys(dev, address, 4096, DMA_BIDIRECTIONAL, 0);
		__kapi_count("jobs by table", 1);
	}
	dma_resv_unlock(&resv);
}

static void add(unsigned int n, struct device *dev, struct dma_buf_mapping_match *accepts, unsigned int count)
{
	importers[n].dev = dev;
	importers[n].accepts = accepts;
	importers[n].count = count;
}

void setup(void)
{
	dma_resv_init(&resv);
	vram = __kapi_range("phys", 4096);
	memory = __kapi_range("phys", 4096);
	fabric = __kapi_range("fabric", 4096);
	card_accepts[0] = (struct dma_buf_mapping_match){ .type = &fabric_type };
	card_accepts[1] = DMA_BUF_IMAPPING_SGT(&gpu1.dev, DMA_SGT_IMPORTER_ACCEPTS_P2P);
	nic_accepts[0] = DMA_BUF_IMAPPING_SGT(&nic.dev, DMA_SGT_IMPORTER_ACCEPTS_P2P);
	camera_accepts[0] = DMA_BUF_IMAPPING_SGT(&camera, DMA_SGT_NO_P2P);
	add(0, &gpu1.dev, card_accepts, 2);
	add(1, &nic.dev, nic_accepts, 1);
	add(2, &camera, camera_accepts, 1);
	attach(&importers[0]);
	attach(&importers[1]);
	__kapi_rule(importers[0].attach.map_type.type == &fabric_type && dma_buf_sgt_p2p_allowed(&importers[1].attach),
		    "wrong-match", "the cards do not have the ways that both can use");
}

__actor void second_card(void)
{
	job(&importers[0]);
}

__actor void network_card(void)
{
	job(&importers[1]);
}

__actor void late_camera(void)
{
	attach(&importers[2]);
	job(&importers[2]);
}
