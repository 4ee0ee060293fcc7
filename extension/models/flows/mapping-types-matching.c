/**
 * flow: mapping-types-matching
 * title: Which type of mapping an exporter and an importer agree on
 * series: <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * claims: <20250926160036.GE2617119@nvidia.com>
 *         <f33a4344-545a-43f4-9a3b-24bf070d559c@amd.com>
 * rows: M22 M38
 * needs: dma_buf_match_mapping dma_buf_sgt_match
 * expect: pass
 *
 * The series' own matching, asked every question of its contract: the exporter's order decides; -EOPNOTSUPP goes on to the next pair
 * and every other error ends the search; nothing in common is -EINVAL; peer-to-peer wants an importer that takes it and a way.
 */
#include <kapi/kernel.h>
#include <linux/dma-buf.h>
#include <linux/dma-buf-mapping.h>
#include <linux/pci-p2pdma.h>

static int fabric_answer;

static int fabric_match(struct dma_buf *dmabuf, const struct dma_buf_mapping_match *exp,
			const struct dma_buf_mapping_match *imp)
{
	return fabric_answer;
}

static void fabric_finish(struct dma_buf_match_args *args, const struct dma_buf_mapping_match *exp,
			  const struct dma_buf_mapping_match *imp)
{
	args->attach->map_type = *exp;
}

static struct dma_buf_mapping_type fabric_type = {
	.name = "fabric",
	.match = fabric_match,
	.finish_match = fabric_finish,
};

static const struct dma_buf_mapping_sgt_exp_ops table_ops, peer_ops;
static struct pci_dev gpu0 = { .dev = { .init_name = "gpu0", .is_pci = true } };
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true } };
static struct device camera = { .init_name = "camera" };
static struct dma_buf_attachment attach;

static int match(const struct dma_buf_mapping_match *exp, size_t exp_len, const struct dma_buf_mapping_match *imp,
		 size_t imp_len)
{
	struct dma_buf_match_args args = { .attach = &attach, .imp_matches = imp, .imp_len = imp_len };

	memset(&attach.map_type, 0, sizeof(attach.map_type));
	__kapi_count("attachments negotiated", 1);
	return dma_buf_match_mapping(&args, exp, exp_len);
}

#define EXPECT(condition, message) __kapi_rule(!!(condition), "wrong-match", message)

__actor void negotiation(void)
{
	struct dma_buf_mapping_match exporter[] = {
		{ .type = &fabric_type },
		DMA_BUF_EMAPPING_SGT_P2P(&peer_ops, &gpu0),
		DMA_BUF_EMAPPING_SGT(&table_ops),
	};
	struct dma_buf_mapping_match gpu1[] = {
		DMA_BUF_IMAPPING_SGT(&nic.dev, DMA_SGT_IMPORTER_ACCEPTS_P2P),
		{ .type = &fabric_type },
	};
	struct dma_buf_mapping_match plain[] = { DMA_BUF_IMAPPING_SGT(&camera, DMA_SGT_NO_P2P) };
	struct dma_buf_mapping_match fabric_only[] = { { .type = &fabric_type } };

	EXPECT(!match(exporter, 3, gpu1, 2) && attach.map_type.type == &fabric_type, "the exporter's order does not decide");
	fabric_answer = -EOPNOTSUPP;
	EXPECT(!match(exporter, 3, gpu1, 2) && dma_buf_sgt_p2p_allowed(&attach), "-EOPNOTSUPP does not go on to the next pair");
	EXPECT(dma_buf_sgt_dma_device(&attach) == &nic.dev, "the importer's device is lost");
	fabric_answer = -ENODEV;
	EXPECT(match(exporter, 3, gpu1, 2) == -ENODEV, "an error does not end the search");
	EXPECT(!match(exporter, 3, plain, 1) && !dma_buf_sgt_p2p_allowed(&attach), "an importer without peer-to-peer gets it");
	EXPECT(dma_buf_get_sgt_ops(&attach) == &table_ops, "the wrong operations are chosen");
	fabric_answer = -EOPNOTSUPP;
	EXPECT(match(exporter, 1, fabric_only, 1) == -EINVAL, "a pair that does not fit is accepted");
	EXPECT(match(exporter + 2, 1, fabric_only, 1) == -EINVAL, "nothing in common is accepted");
}
