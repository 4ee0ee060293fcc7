/**
 * flow: rfc-null-attachment
 * title: The attachment is followed before it is tested
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M01
 * expect: violation null-dereference in dma_buf_get_pfn_unlocked
 *
 * The helper warns about a missing attachment, but has read its buffer by then.
 */
#include <linux/dma-buf.h>

__actor void importer(void)
{
	int max_order;
	u64 pfn;

	dma_buf_get_pfn_unlocked(NULL, 0, &pfn, &max_order);
}
