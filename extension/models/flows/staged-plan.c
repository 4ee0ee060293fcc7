/**
 * flow: staged-plan
 * title: The eight steps of January 2025, each with the smallest thing that it makes possible
 * claims: <20250120175901.GP5556@nvidia.com>
 * rows: M40 M11
 * expect: pass
 *
 * The order of the plan is an order of prerequisites, which is checked; each step runs what its name says on the models. What became of
 * them: 1 is in the kernel since 2025; 2 and 3 came with the VFIO exporter (<20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>); 6
 * with the revoke series (<20260131-dmabuf-revoke-v7-0-463d956bd527@nvidia.com>); 5 and 7 with mapping types
 * (<0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>); 4 and 8 are open.
 */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/private-exporter.h>
#include <kapi/rdma.h>
#include <linux/pci-p2pdma.h>

static struct iommu_domain domain, guest;
static struct pci_dev nic = { .dev = { .init_name = "nic", .is_pci = true } };
static struct device assigned = { .init_name = "assigned" };
static struct gpu gpu;
static struct gpu_bo bo;
static struct rdma_mr mr;
static struct private_buffer bar;
static struct typed_attachment typed;
static unsigned int done;

static void notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops attach_ops = { .move_notify = notify };

#define AFTER(step) __kapi_rule(done & BIT(step), "plan-order", "a step is taken before one that it needs")
#define DONE(step) do { done |= BIT(step); __kapi_count("steps of the plan", 1); } while (0)

/* Addresses are allocated once, linked range by range, and given back. */
static void dma_api_in_two_steps(void)
{
	phys_addr_t phys = __kapi_range("phys", 8192);
	struct dma_iova_state state;

	BUG_ON(!dma_iova_try_alloc(&nic.dev, &state, phys, 8192));
	BUG_ON(dma_iova_link(&nic.dev, &state, phys, 0, 4096, DMA_BIDIRECTIONAL, 0));
	BUG_ON(dma_iova_link(&nic.dev, &state, phys + 4096, 4096, 4096, DMA_BIDIRECTIONAL, 0));
	BUG_ON(dma_iova_sync(&nic.dev, &state, 0, 8192));
	device_dma(&nic.dev, state.addr + 4096, 4, true);
	dma_iova_destroy(&nic.dev, &state, 8192, DMA_BIDIRECTIONAL, 0);
	DONE(1);
}

/* Peer memory has a provider and no struct page. */
static void peer_memory_without_pages(void)
{
	struct p2pdma_provider provider = { .owner = &gpu.pdev.dev };

	AFTER(1);
	BUG_ON(pci_p2pdma_map_type(&provider, &nic.dev) == PCI_P2PDMA_MAP_NOT_SUPPORTED);
	DONE(2);
}

/* An exporter of device memory that tells of moves, still by scatter list; RDMA is its first importer. */
static void exporter_and_first_importer(void)
{
	AFTER(2);
	gpu_bo_create(&bo, &gpu, 7);
	DONE(3);
	BUG_ON(rdma_reg_mr_on_demand(&mr, &nic.dev, bo.dmabuf));
	dma_resv_lock(bo.dmabuf->resv, NULL);
	BUG_ON(rdma_fault(&mr, true));
	device_load(&nic.dev, mr.address);
	dma_resv_unlock(bo.dmabuf->resv);
	DONE(4);
}

/* Another way to an address than the list, chosen when attaching. */
static void other_than_a_list(void)
{
	const struct address_flavour frames[] = { { ADDRESS_PFN, NULL } };

	AFTER(3);
	private_buffer_create(&bar, NULL);
	BUG_ON(dma_buf_attach_typed(&typed, bar.dmabuf, &assigned, &attach_ops, NULL, frames, 1));
	DONE(5);
}

static void revoke_and_import(void)
{
	struct typed_address address;

	AFTER(5);
	dma_resv_lock(bar.dmabuf->resv, NULL);
	BUG_ON(dma_buf_map_typed(&typed, &address));
	BUG_ON(iommu_map(&guest, 0, PFN_PHYS(address.address), 4096, IOMMU_READ, GFP_KERNEL));
	dma_resv_unlock(bar.dmabuf->resv);
	iommu_unmap(&guest, 0, 4096);
	private_buffer_revoke(&bar, true);
	DONE(6);
	dma_resv_lock(bar.dmabuf->resv, NULL);
	__kapi_rule(dma_buf_map_typed(&typed, &address) == -ENODEV, "mapped-after-revoke", "a revoked buffer gives an address");
	dma_resv_unlock(bar.dmabuf->resv);
	DONE(7);
}

/* A graphics buffer moves, and its importer follows. */
static void graphics_drivers(void)
{
	AFTER(4);
	dma_resv_lock(bo.dmabuf->resv, NULL);
	BUG_ON(gpu_bo_move(&bo, &gpu.system));
	BUG_ON(rdma_fault(&mr, true));
	device_load(&nic.dev, mr.address);
	dma_resv_unlock(bo.dmabuf->resv);
	rdma_dereg_mr(&mr);
	DONE(8);
}

void setup(void)
{
	gpu_init(&gpu, "gpu");
	device_use_iommu(&nic.dev, &domain, "iova:nic");
}

__actor void plan(void)
{
	dma_api_in_two_steps();
	peer_memory_without_pages();
	exporter_and_first_importer();
	other_than_a_list();
	revoke_and_import();
	graphics_drivers();
}

void finally(void)
{
	__kapi_rule(done == 0x1fe, "plan-order", "a step of the plan is missing");
	device_check_idle(&nic.dev);
}
