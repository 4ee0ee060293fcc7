/**
 * flow: contract-tdi
 * title: A confidential guest uses private MMIO while its host binds the function, runs it and takes it down
 * rows: M30
 * expect: pass
 *
 * The contract of tdx/tdi.c (PCIe 6 TDISP; <20250515175658.GR382960@nvidia.com>): whoever looks at a function's state does so under
 * its lock, so a guest's access falls wholly before or after each step, and two threads of the host may both clean up. Data races
 * are looked for (Documentation/dev-tools/kcsan.rst).
 */
#include <kapi/machine.h>
#include <kapi/tdx.h>
#include <linux/bug.h>
#include <linux/completion.h>

static struct tdi tdi;
static struct completion unmapped;

void setup(void)
{
	__kapi_check_data_races();
	tdi_init(&tdi);
	init_completion(&unmapped);
}

/* The page is the host's again when this is over, whoever else does the same. */
static void clean_up(void)
{
	tdi_free_metadata(&tdi);
	tdi_reclaim(&tdi);
	tdi_host_access(&tdi);
}

__actor void host(void)
{
	tdi_bind(&tdi);
	tdi_map_private(&tdi);
	tdi_run(&tdi);
	tdi_stop(&tdi);
	tdi_unmap_private(&tdi);
	complete(&unmapped);
	clean_up();
}

__actor void guest(void)
{
	tdi_guest_access(&tdi);
}

/* close() of the last descriptor, while an error has the first thread take the function down. */
__actor void release(void)
{
	wait_for_completion(&unmapped);
	clean_up();
}

void finally(void)
{
	BUG_ON(tdi.mapped || tdi.has_metadata || !tdi.host_owns);
}
