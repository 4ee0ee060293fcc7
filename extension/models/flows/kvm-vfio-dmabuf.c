/**
 * flow: kvm-vfio-dmabuf
 * title: KVM maps VFIO MMIO through a dma-buf while the guest turns memory decoding off and on
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <20250120175901.GP5556@nvidia.com>
 * rows: M01 M26 M30 M31
 * expect: pass
 *
 * The exporter is VFIO's, the importer KVM's, both as posted. KVM's fault path uses the unlocked lookup too, but takes
 * its invalidate sequence before it and starts again when the sequence has moved, so the interleaving that breaks an
 * importer without such a retry is survived here.
 */
#include "kvm-guest.h"

void setup(void)
{
	guest_start();
}

__actor void guest(void)
{
	guest_touch(0);
}

/* Writes to the command register, twice. */
__actor void config_write(void)
{
	vfio_basic_config_write(vdev, 0);
	vfio_basic_config_write(vdev, PCI_COMMAND_MEMORY);
}

void finally(void)
{
	guest_stop();
}
