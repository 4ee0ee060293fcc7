/* A buffer that a driver has mapped for a device, in the DIRECTION that is defined before this is included. */
#include <linux/dma-mapping.h>

static struct device nic = { .init_name = "nic" };
static char buffer[256];
static dma_addr_t address;

void setup(void)
{
	address = dma_map_single(&nic, buffer, 128, DIRECTION);
	BUG_ON(dma_mapping_error(&nic, address));
}
