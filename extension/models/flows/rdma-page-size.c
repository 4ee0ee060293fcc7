/**
 * flow: rdma-page-size
 * title: The page size of a memory region needs all addresses at once
 * claims: <20250122143744.GF5556@nvidia.com>
 * says: <20250122143744.GF5556@nvidia.com> RDMA extent geometry
 * rows: M24
 * expect: pass
 *
 * The largest size at which all inner boundaries are aligned: it depends on the last range as much as on the first. With the list at
 * hand it is one pass; a region that is registered a range at a time would have chosen 2 MiB and been wrong. A list with a hole
 * inside a page has no size at all, and registering fails.
 */
#include <kapi/kernel.h>
#include <kapi/rdma.h>

#define KIB 1024ULL
#define SIZES (4 * KIB | 64 * KIB | 2048 * KIB)
#define EXPECT(condition, message) __kapi_rule(!!(condition), "wrong-page-size", message)

static int register_region(const struct rdma_range *ranges, unsigned int n)
{
	unsigned long size = rdma_find_best_page_size(ranges, n, SIZES);

	__kapi_count("passes over the list", 1);
	if (!size)
		return -EINVAL;
	__kapi_count("page size chosen", size);
	return 0;
}

__actor void rdma(void)
{
	const u64 base = 0x40000000;
	struct rdma_range ranges[] = { { base, 2048 * KIB }, { base + 4096 * KIB, 2048 * KIB }, { base + 8192 * KIB, 64 * KIB },
				       { base + 8320 * KIB, 4 * KIB } };
	struct rdma_range hole[] = { { base, 6 * KIB }, { base + 64 * KIB, 4 * KIB } };

	EXPECT(rdma_find_best_page_size(ranges, 2, SIZES) == 2048 * KIB, "two large ranges allow large pages");
	EXPECT(rdma_find_best_page_size(ranges, 4, SIZES) == 64 * KIB, "the ranges that come last make the pages smaller");
	EXPECT(!register_region(ranges, 4), "a good list is refused");
	EXPECT(register_region(hole, 2) == -EINVAL, "a list that ends inside a page is accepted");
}
